if True::
    pass
