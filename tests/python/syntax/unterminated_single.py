name = 'it's
