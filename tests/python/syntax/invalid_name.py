1abc = 5
