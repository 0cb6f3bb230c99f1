import multiprocessing as mp
import time


def slow():
    time.sleep(0.05)
    print("child ends", flush=True)


if __name__ == "__main__":
    mp.Process(target=slow).start()
    mp.Process(target=time.sleep, args=(100,), daemon=True).start()
    print("main ends", flush=True)
