import socket

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.settimeout(0.3)
lost = 0
for pings in range(6):
    for attempt in range(1, 4):
        client.sendto(f"ping {pings}".encode(), ("127.0.0.1", 50040))
        try:
            data, server = client.recvfrom(1024)
            print(f"{data.decode()} from {server[0]}, attempt {attempt}")
            break
        except socket.timeout as e:
            lost += 1
            print("REQUEST TIMED OUT", repr(e))
print("lost", lost)
