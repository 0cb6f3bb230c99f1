import sys
import threading
import time

threading.Thread(target=lambda: (time.sleep(0.02), print("late"))).start()
sys.exit(7)
