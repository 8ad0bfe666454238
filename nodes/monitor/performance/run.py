from espalier.monitoring import performance


def run(job):
    return {"report": performance.performance(job)}
