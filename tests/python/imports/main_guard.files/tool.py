print("tool is", __name__)
count = 1
def run():
    return count * 10
if __name__ == "__main__":
    print("never printed")
