class ConfigError(Exception):
    pass
def read():
    try:
        {}["port"]
    except KeyError as error:
        raise ConfigError("no port") from error
read()
