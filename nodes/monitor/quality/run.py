from espalier.monitoring import quality


def run(job):
    return {"report": quality.quality(job)}
