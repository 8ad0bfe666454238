from espalier import pictures


def run(job):
    return {"model": pictures.front(job)}
