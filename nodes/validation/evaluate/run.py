from espalier import scoring


def run(job):
    return {"report": scoring.evaluate(job)}
