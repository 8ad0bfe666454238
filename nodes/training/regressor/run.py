from espalier import targets, training


def run(job):
    return {"model": training.train(job, targets.read_numbers)}
