"""Fills in what Spark makes of the cases in the fixtures of the emulator's readers and printers.

    python3 -m venv venv && venv/bin/pip install 'pyspark==4.3.0' 'pandas<3'
    venv/bin/python record.py from-json spark-from-json.json
    venv/bin/python record.py csv ../input/spark-csv.json

A fixture is {"spark", "java", "configuration", "cases": [...]}; all but the input of the cases is written anew. Every case runs in
one session; `npx biome format --write` lays the file out. Use Java 17, as Databricks does: newer ones print some doubles and floats otherwise.
"""
import json
import os
import sys
import tempfile
import urllib.parse

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["TZ"] = "UTC"
from pyspark.sql import SparkSession, functions as F
from pyspark.sql.types import StructType, StructField, StringType, IntegerType

CONFIGURATION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
    "spark.sql.columnNameOfCorruptRecord": "_corrupt_record",
}
FROM_JSON_OPTIONS = {"columnNameOfCorruptRecord": "_corrupt_record"}
TO_JSON_OPTIONS = {
    "ignoreNullFields": "false",
    "timestampFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
}


def session():
    builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "2g")
    for key, value in CONFIGURATION.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def from_json(spark, cases):
    """case: {"ddl", "timeZone"?, "text"}; result: to_json of the struct, null for a NULL struct, {"error": condition} when it fails."""
    by_ddl = {}
    for case in cases:
        by_ddl.setdefault((case["ddl"], case.get("timeZone", "UTC")), []).append(case)
    schema = StructType([StructField("i", IntegerType()), StructField("text", StringType())])
    for (ddl, time_zone), group in by_ddl.items():
        rows = [(i, case["text"]) for i, case in enumerate(group)]

        def query(rows):
            frame = spark.createDataFrame(rows, schema)
            parsed = F.from_json("text", ddl, {**FROM_JSON_OPTIONS, "timeZone": time_zone})
            return frame.select("i", F.to_json(parsed, TO_JSON_OPTIONS)).collect()

        try:
            results = query(rows)
        except Exception:
            # One bad case fails the query of all: find out which.
            results = []
            for row in rows:
                try:
                    results += query([row])
                except Exception as failure:
                    results.append((row[0], {"error": condition(failure)}))
        for i, result in results:
            group[i]["result"] = result


def to_json(spark, cases):
    """case: {"ddl", "spark", "duckdb"}: one value of a column "a", as expressions of both; result: to_json of the row."""
    for case in cases:
        frame = spark.sql(f"SELECT {case['spark']} AS a").select(F.to_json(F.struct("a"), TO_JSON_OPTIONS))
        case["result"] = frame.collect()[0][0]


def json_lines(spark, cases):
    """case: {"ddl", "text"}: a file of that text; result: to_json of each row, as `json` reads the file."""
    files(spark, cases, lambda case: spark.read.schema(case["ddl"]).json)


def csv(spark, cases):
    """case: {"ddl", "options", "text"}: a file of that text; result: to_json of each row, as `csv` reads the file."""
    files(spark, cases, lambda case: spark.read.schema(case["ddl"]).options(**case["options"]).csv)


def text(spark, cases):
    """case: {"ddl", "text"}: a file of that text; result: to_json of each row, as `text` reads the file."""
    files(spark, cases, lambda case: spark.read.text)


def glob(spark, cases):
    """case: {"glob", "names"}; result: those of the files' names that pathGlobFilter lets through."""
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            for name in case["names"]:
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write("x")
            try:
                frame = spark.read.option("pathGlobFilter", case["glob"]).schema("value STRING").text(folder)
                names = frame.select(F.element_at(F.split(F.col("_metadata.file_path"), "/"), -1)).collect()
                case["result"] = sorted(urllib.parse.unquote(name) for (name,) in names)
            except Exception as failure:
                case["result"] = {"error": condition(failure)}


def files(spark, cases, reader):
    """Writes each case's text to a file of its own and reads it. Cases with one reader are read in one query, by file name."""
    with tempfile.TemporaryDirectory() as folder:
        groups = {}
        for i, case in enumerate(cases):
            path = os.path.join(folder, f"{i:06d}")
            with open(path, "wb") as file:
                file.write(case["text"].encode("utf-8", "surrogateescape"))
            groups.setdefault(json.dumps([case["ddl"], case.get("options")]), []).append((path, case))
        for group in groups.values():
            read = reader(group[0][1])
            try:
                read_files(read, group)
            except Exception:
                # One bad case fails the query of all: find out which.
                for one in group:
                    try:
                        read_files(read, [one])
                    except Exception as failure:
                        one[1]["result"] = {"error": condition(failure)}


def read_files(read, group):
    by_name = {os.path.basename(path): case for path, case in group}
    for case in by_name.values():
        case["result"] = []
    frame = read([path for path, _ in group])
    columns = [F.col(f"`{name}`") for name in frame.columns]
    # File and position put the rows in order again; every file is one partition's beginning.
    position = F.monotonically_increasing_id()
    rows = frame.select(F.element_at(F.split(F.col("_metadata.file_path"), "/"), -1), position, F.to_json(F.struct(*columns), TO_JSON_OPTIONS))
    for name, _, row in sorted(rows.collect()):
        by_name[name]["result"].append(row)


def condition(failure):
    get = getattr(failure, "getCondition", None)
    return (get() if get else None) or type(failure).__name__


JOBS = {
    "from-json": from_json,
    "to-json": to_json,
    "json-lines": json_lines,
    "csv": csv,
    "text": text,
    "glob": glob,
}


def main(job, path):
    with open(path, encoding="utf-8") as file:
        fixture = json.load(file)
    spark = session()
    JOBS[job](spark, fixture["cases"])
    fixture = {
        "spark": spark.version,
        "java": spark.sparkContext._jvm.System.getProperty("java.version"),
        "configuration": CONFIGURATION,
        "cases": fixture["cases"],
    }
    with open(path, "w", encoding="utf-8") as file:
        head = json.dumps({key: fixture[key] for key in fixture if key != "cases"}, indent=2, ensure_ascii=True)
        lines = ",\n".join("    " + json.dumps(case, ensure_ascii=True) for case in fixture["cases"])
        file.write(head[:-2] + ',\n  "cases": [\n' + lines + "\n  ]\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
