import tool
print("main is", __name__)
if __name__ == "__main__":
    print(tool.run())
    tool.count += 1
    import tool as again
    print(again.count, again is tool)
    from tool import count
    tool.count = 50
    print(count, tool.count)
