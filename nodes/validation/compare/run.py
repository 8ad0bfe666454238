from espalier import comparing


def run(job):
    return {"report": comparing.compare(job)}
