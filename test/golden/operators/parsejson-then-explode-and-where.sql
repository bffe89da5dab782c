-- Databricks
WITH parsed AS (
  SELECT
    id,
    value,
    from_json(
      value,
      'id INT, tags ARRAY<STRING>, parts ARRAY<STRUCT<n: INT, note: STRING>>, extra MAP<STRING, INT>, at STRUCT<city: STRING>, _corrupt_record STRING',
      map('columnNameOfCorruptRecord', '_corrupt_record')
    ) AS value_json
  FROM STREAM(messages)
)
SELECT
  parsed.id,
  parsed.value_json.id AS number,
  exploded.i,
  exploded.part.n AS n,
  parsed.value_json.at.city AS city
FROM parsed
LATERAL VIEW OUTER posexplode(parsed.value_json.parts) exploded AS i, part
WHERE parsed.value_json IS NOT NULL
  AND parsed.value_json._corrupt_record IS NULL
  AND parsed.value_json.id IS NOT NULL
  AND parsed.value_json.tags IS NOT NULL
  AND forall(parsed.value_json.tags, element_1 -> element_1 IS NOT NULL)
  AND parsed.value_json.parts IS NOT NULL
  AND forall(parsed.value_json.parts, element_1 -> element_1 IS NOT NULL AND element_1.n IS NOT NULL)
  AND parsed.value_json.extra IS NOT NULL
  AND forall(map_values(parsed.value_json.extra), element_1 -> element_1 IS NOT NULL)
  AND (parsed.value_json.at IS NULL OR parsed.value_json.at.city IS NOT NULL)
  AND parsed.value_json.id < 3

-- Spark
-- the same

-- DuckDB
WITH "parsed" AS MATERIALIZED (
  SELECT "id", "value", from_json("value") AS "value_json"
  FROM "messages"
)
SELECT
  "parsed"."id",
  "parsed"."value_json"."id" AS "number",
  "exploded"."i",
  "exploded"."part"."n" AS "n",
  "parsed"."value_json"."at"."city" AS "city"
FROM "parsed"
CROSS JOIN LATERAL (SELECT unnest(CASE WHEN len("parsed"."value_json"."parts") > 0 THEN "parsed"."value_json"."parts" ELSE [NULL] END) AS "part", CAST(unnest(CASE WHEN len("parsed"."value_json"."parts") > 0 THEN range(len("parsed"."value_json"."parts")) ELSE [NULL] END) AS INTEGER) AS "i") AS "exploded"
WHERE "parsed"."value_json" IS NOT NULL
  AND "parsed"."value_json"."_corrupt_record" IS NULL
  AND "parsed"."value_json"."id" IS NOT NULL
  AND "parsed"."value_json"."tags" IS NOT NULL
  AND len(list_filter("parsed"."value_json"."tags", lambda "element": NOT "element" IS NOT NULL)) = 0
  AND "parsed"."value_json"."parts" IS NOT NULL
  AND len(list_filter("parsed"."value_json"."parts", lambda "element": NOT ("element" IS NOT NULL AND "element"."n" IS NOT NULL))) = 0
  AND "parsed"."value_json"."extra" IS NOT NULL
  AND len(list_filter(map_values("parsed"."value_json"."extra"), lambda "element": NOT "element" IS NOT NULL)) = 0
  AND ("parsed"."value_json"."at" IS NULL OR "parsed"."value_json"."at"."city" IS NOT NULL)
  AND "parsed"."value_json"."id" < 3
