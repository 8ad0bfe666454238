from espalier.notebooks import step


def run(job):
    return step.run(job)
