"""Writes spark.json: what Spark makes of the Databricks texts of the cases beside this file.

    python3 -m venv venv && venv/bin/pip install 'pyspark==4.3.0' 'pandas<3'
    node --conditions=source --import tsx test/generator/spark/print-cases.ts | venv/bin/python test/generator/spark/record.py
    npx biome format --write test/generator/spark/spark.json

Use Java 19 or newer: older ones print some doubles with a digit too many.
"""
import datetime
import decimal
import json
import math
import os
import re
import sys

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["TZ"] = "UTC"
from pyspark.sql import Row, SparkSession

CONFIGURATION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
}


def plain(value):
    """A value as JSON: what JSON has no exact form for is a text."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    if isinstance(value, Row):
        return {key: plain(one) for key, one in value.asDict().items()}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    raise TypeError(type(value))


def outcome(spark, query):
    """The one value a query gives, and its type; or the class of the error it raises."""
    try:
        frame = spark.sql(query)
        return frame.schema["x"].dataType.simpleString(), {"value": plain(frame.collect()[0]["x"])}
    except Exception as failure:
        found = re.search(r"\[([A-Z_.0-9]+)\]", str(failure))
        if not found:
            raise
        return None, {"error": found.group(1)}


def record_expression(spark, case):
    spark.conf.set("spark.sql.session.timeZone", case["zone"])
    outcomes = [outcome(spark, query) for query in case["queries"]]
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    types = {kind for kind, _ in outcomes if kind}
    assert len(types) <= 1, (case["name"], types)
    return {"sql": case["sql"], "type": next(iter(types), None), "results": [result for _, result in outcomes]}


def main():
    cases = json.load(sys.stdin)
    builder = SparkSession.builder.master("local[1]").config("spark.driver.memory", "1g")
    for key, value in CONFIGURATION.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    recorded = {
        "spark": spark.version,
        "configuration": CONFIGURATION,
        "expressions": {case["name"]: record_expression(spark, case) for case in cases["expressions"]},
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "spark.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(recorded, file, indent=2, ensure_ascii=False)


main()
