from mdcliapi import AsyncClient, MajorDomoClient


def main():
    client = MajorDomoClient("tcp://localhost:41023")
    count = 0
    while count < 20:
        request = b"Hello world"
        try:
            reply = client.send(b"echo", request)
        except KeyboardInterrupt:
            break
        else:
            if reply is None:
                break
        count += 1
    print("%i requests/replies processed" % count)
    print(client.send(b"mmi.service", b"echo"), client.send(b"mmi.service", b"other"))
    print(client.send(b"nobody", b"does this"))
    many = AsyncClient("tcp://localhost:41023")
    for i in range(50):
        many.send(b"echo", b"request %d" % i)
    replies = 0
    while replies < 50 and many.recv() is not None:
        replies += 1
    print("%d answers of requests sent ahead" % replies)
    client.destroy()


if __name__ == "__main__":
    main()
