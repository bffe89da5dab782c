"""Real Spark as an oracle: reads requests from standard input, one JSON object a line, and writes an answer a line.

{"conf": {"spark.sql.session.timeZone": "UTC"}, "views": {"input": "SELECT …"}, "sql": "SELECT …"}
    → {"schema": {…}, "rows": [{…}, …]}   each row as JSON of Spark's to_json: numbers as texts, objects as {"{}": [[name, value], …]}
    → {"error": "DIVIDE_BY_ZERO", "state": "22012", "message": "…"}

The first line it writes is {"spark": "4.3.0", "java": "17.0.15", "configuration": {…}}. Nothing else comes on standard output.
"""
import json
import os
import sys

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["TZ"] = "UTC"
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # whatever else writes to standard output

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

CONFIGURATION = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
}
LAYOUT = (
    "map('ignoreNullFields', 'false', 'timeZone', 'UTC', 'timestampFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\","
    " 'timestampNTZFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\")"
)


def answer(value):
    answers.write(json.dumps(value, ensure_ascii=True) + "\n")
    answers.flush()


def exact(text):
    """JSON whose numbers are texts and whose objects keep the order of their names."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=lambda pairs: {"{}": pairs})


def failure(error):
    """The innermost error with a condition: Spark wraps those of tasks."""
    state, condition, message = None, None, str(error)
    if isinstance(error, PySparkException):
        condition, state = error.getCondition(), error.getSqlState()
    # What a task raised comes as the cause of a job that was aborted.
    cause = getattr(error, "_origin", None) or getattr(error, "java_exception", None)
    while cause is not None and condition is None:
        try:
            condition, state = cause.getCondition(), cause.getSqlState()
        except Exception:
            pass
        cause = cause.getCause()
    return {"error": condition or type(error).__name__, "state": state, "message": message.split("\n")[0]}


def run(spark, request):
    for key, value in {**CONFIGURATION, **request.get("conf", {})}.items():
        spark.conf.set(key, value)
    for name, sql in request.get("views", {}).items():
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW `{name}` AS {sql}")
    frame = spark.sql(request["sql"])
    schema = frame.schema.jsonValue()
    if request.get("plan"):
        return {"schema": schema, "rows": []}
    rows = frame.selectExpr(f"to_json(struct(*), {LAYOUT}) AS row").collect()
    return {"schema": schema, "rows": [exact(row["row"]) for row in rows]}


def main():
    builder = SparkSession.builder.master("local[1]").config("spark.driver.memory", "1g").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.warehouse.dir", os.environ.get("SLUICE_WAREHOUSE", "/tmp/sluice-warehouse"))
    # Parts that share one session need not be compiled again; thousands of small queries would fill the cache.
    for key, value in CONFIGURATION.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    java = spark.sparkContext._jvm.java.lang.System.getProperty("java.version")
    answer({"spark": spark.version, "java": java, "configuration": CONFIGURATION})
    for line in sys.stdin:
        try:
            answer(run(spark, json.loads(line)))
        except Exception as error:
            answer(failure(error))


main()
