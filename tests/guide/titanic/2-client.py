import sys
import time
import zmq

context = zmq.Context()


def service_call(port, request):
    socket = context.socket(zmq.REQ)
    socket.connect("tcp://localhost:%d" % port)
    socket.send_multipart(request)
    reply = socket.recv_multipart()
    status = reply.pop(0)
    if status == b"200":
        return reply
    elif status == b"400":
        print("E: client fatal error 400")
        return []
    elif status == b"300":
        return None


uuid = service_call(41024, [b"echo", b"Hello world"])[0]
print("I: request of %d digits" % len(uuid))
while True:
    time.sleep(0.2)
    reply = service_call(41025, [uuid])
    if reply is not None:
        print("Reply:", reply)
        service_call(41026, [uuid])
        break
    print("I: no reply yet, trying again...")
print(service_call(41025, [uuid]))
