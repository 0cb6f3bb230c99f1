from time import sqroot
