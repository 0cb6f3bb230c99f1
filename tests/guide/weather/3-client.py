import sys
import zmq

context = zmq.Context()
for address in ("tcp://localhost:41002", "ipc:///tmp/guide-weather.ipc", "tcp://localhost:41003"):
    socket = context.socket(zmq.SUB)
    socket.connect(address)
    filter = sys.argv[1] if len(sys.argv) > 1 else "1001"
    if isinstance(filter, bytes):
        filter = filter.decode("ascii")
    socket.setsockopt_string(zmq.SUBSCRIBE, filter)
    total = 0
    places = set()
    for number in range(20):
        place, warmth, damp = socket.recv_string().split()
        places.add(place)
        total += int(warmth)
    mean = total / (number + 1)
    print("mean at '%s' in range: %s, from %s" % (filter, -80 <= mean <= 135, sorted(places)))
    socket.close()
context.term()
