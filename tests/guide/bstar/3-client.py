from time import sleep
import zmq

REQUEST_TIMEOUT = 300
SETTLE_DELAY = 600


def main():
    server = ["tcp://localhost:41030", "tcp://localhost:41031"]
    server_nbr = 0
    ctx = zmq.Context()
    sleep(0.8)
    client = ctx.socket(zmq.REQ)
    client.connect(server[server_nbr])
    poller = zmq.Poller()
    poller.register(client, zmq.POLLIN)
    sequence = 0
    while sequence < 8:
        client.send_string("%s" % sequence)
        expect_reply = True
        while expect_reply:
            socks = dict(poller.poll(REQUEST_TIMEOUT))
            if socks.get(client) == zmq.POLLIN:
                reply = client.recv_string()
                if int(reply) == sequence:
                    print("I: server replied OK (%s)" % reply)
                    expect_reply = False
                    sequence += 1
                    sleep(0.3)
                else:
                    print("E: malformed reply from server: %s" % reply)
            else:
                print("W: no response from server, failing over")
                sleep(SETTLE_DELAY / 1000)
                poller.unregister(client)
                client.close()
                server_nbr = (server_nbr + 1) % 2
                print("I: connecting to server at %s.." % server[server_nbr])
                client = ctx.socket(zmq.REQ)
                poller.register(client, zmq.POLLIN)
                client.linger = 0
                client.connect(server[server_nbr])
                client.send_string("%s" % sequence)


if __name__ == "__main__":
    main()
