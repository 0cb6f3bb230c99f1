import socket
import time

open_ports = [socket.create_server(("127.0.0.1", port)) for port in (50031, 50034)]
bound = socket.socket()
bound.bind(("127.0.0.1", 50033))
time.sleep(3)
