from espalier.monitoring import concept


def run(job):
    return {"report": concept.concept_drift(job)}
