class Socket:
    def send_string(self, s): pass
s = Socket()
s.send_strin("x")
