from espalier.monitoring import report


def run(job):
    return {"report": report.drift(job)}
