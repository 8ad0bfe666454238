"""What Prometheus's own reader makes of standard input: samples as JSON."""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families

families = list(text_string_to_metric_families(sys.stdin.read()))
names = [family.name for family in families]
assert len(names) == len(set(names)), f"told twice: {[name for name in names if names.count(name) > 1]}"
json.dump(
    [
        {"family": family.name, "type": family.type, "name": sample.name, "labels": sample.labels, "value": sample.value}
        for family in families
        for sample in family.samples
    ]
    + [{"family": family.name, "type": family.type, "name": "", "labels": {}, "value": 0} for family in families],
    sys.stdout,
)
