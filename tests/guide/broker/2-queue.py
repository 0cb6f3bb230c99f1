import zmq


def main():
    """A queue by the old device call."""
    try:
        context = zmq.Context(1)
        frontend = context.socket(zmq.XREP)
        frontend.bind("tcp://*:41011")
        backend = context.socket(zmq.XREQ)
        backend.bind("tcp://*:41012")
        zmq.device(zmq.QUEUE, frontend, backend)
    except Exception as e:
        print(e)
        print("the device ends")
    finally:
        frontend.close()
        backend.close()
        context.term()


if __name__ == "__main__":
    main()
