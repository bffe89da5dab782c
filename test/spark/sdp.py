"""Declarative pipelines on real Spark in one warm session: reads requests from standard input, one JSON object a line, answers a line each.

{"sql": "CREATE TABLE …; SET …"}                     → {}                     statements, one after the other
{"update": [["bronze.sql", "CREATE …"], …],          → {"events": ["…"]}      one update of a graph of these files
 "conf": {…}, "database": "pos", "storage": "file:///…", "dry": true}
{"rows": "pos.store", "without": ["column"]}         → {"schema": {…}, "rows": [{…}, …]}   as test/conformance/oracle.py hands rows over
{"explain": "SELECT …"}                              → {"plan": "…"}
    → {"error": "CONDITION", "message": "…"} when it fails; a flow that Spark would only retry is a failure too

Its first line is {"spark": "4.3.0"}. The configuration of the session is JSON in SLUICE_SPARK_CONF. Nothing else comes on standard output.
"""
import json
import os
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["TZ"] = "UTC"
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # whatever else writes to standard output

from pyspark.errors import PySparkException
from pyspark.pipelines.spark_connect_graph_element_registry import SparkConnectGraphElementRegistry
from pyspark.pipelines.spark_connect_pipeline import create_dataflow_graph, start_run
from pyspark.sql import SparkSession

CONFIGURATION = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "2g",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.connect.serverStacktrace.enabled": "false",
    # A second attempt could succeed by leaving rows out (two flows into one parquet table do so).
    "spark.sql.pipelines.maxFlowRetryAttempts": "0",
    "spark.sql.pipelines.execution.streamstate.pollingInterval": "1",
}
LAYOUT = (
    "map('ignoreNullFields', 'false', 'timeZone', 'UTC', 'timestampFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\","
    " 'timestampNTZFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\")"
)


def exact(text):
    """JSON whose numbers are texts and whose objects keep the order of their names."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=lambda pairs: {"{}": pairs})


def statements(text):
    """Splits a generated script: it has no semicolon but at the end of a statement's last line."""
    lines = [line for line in text.split("\n") if not line.startswith("--")]
    return [one.strip() for one in "\n".join(lines).split(";\n") if one.strip().rstrip(";")]


def run_sql(spark, request):
    for one in statements(request["sql"]):
        spark.sql(one.rstrip(";")).collect()
    return {}


def run_update(spark, request):
    graph = create_dataflow_graph(
        spark, default_catalog=request.get("catalog"), default_database=request.get("database"), sql_conf=request.get("conf", {})
    )
    registry = SparkConnectGraphElementRegistry(spark, graph)
    for name, text in request["update"]:
        registry.register_sql(text, Path(name))
    events = []
    run = start_run(
        spark,
        graph,
        full_refresh=None,
        full_refresh_all=False,
        refresh=None,
        dry=request.get("dry", False),
        storage=request["storage"],
    )
    for one in run:
        if "pipeline_event_result" in one:
            events.append(one["pipeline_event_result"].event.message)
    failed = [one for one in events if "has FAILED" in one]
    return {"error": "FLOW_FAILED", "message": "\n".join(failed)} if failed else {"events": events}


def run_rows(spark, request):
    frame = spark.table(request["rows"]).drop(*request.get("without", []))
    rows = frame.selectExpr(f"to_json(struct(*), {LAYOUT}) AS row").collect()
    return {"schema": json.loads(frame.schema.json()), "rows": [exact(row["row"]) for row in rows]}


def run_explain(spark, request):
    return {"plan": spark.sql(f"EXPLAIN EXTENDED {request['explain']}").collect()[0][0]}


KINDS = {"sql": run_sql, "update": run_update, "rows": run_rows, "explain": run_explain}


def failure(error):
    condition = error.getCondition() if isinstance(error, PySparkException) else None
    return {"error": condition or type(error).__name__, "message": str(error)[:4000]}


def answer(value):
    answers.write(json.dumps(value, ensure_ascii=True) + "\n")
    answers.flush()


def main():
    builder = SparkSession.builder.remote("local[2]")
    for key, value in {**CONFIGURATION, **json.loads(os.environ.get("SLUICE_SPARK_CONF", "{}"))}.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    answer({"spark": spark.version})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer(next(run(spark, request) for kind, run in KINDS.items() if kind in request))
        except Exception as error:
            answer(failure(error))
    spark.stop()


main()
