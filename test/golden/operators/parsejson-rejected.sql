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
  id,
  value,
  CASE
    WHEN value IS NULL THEN 'no message'
    WHEN NOT (value_json IS NOT NULL AND value_json._corrupt_record IS NULL) THEN 'not JSON of the declared types'
    ELSE concat('missing: ', concat_ws(', ', array_compact(array(
      CASE WHEN value_json.id IS NULL THEN 'id' END,
      CASE WHEN value_json.tags IS NULL THEN 'tags' END,
      CASE WHEN NOT forall(value_json.tags, element_1 -> element_1 IS NOT NULL) THEN 'tags[]' END,
      CASE WHEN value_json.parts IS NULL THEN 'parts' END,
      CASE
        WHEN NOT forall(value_json.parts, element_1 -> element_1 IS NOT NULL AND element_1.n IS NOT NULL) THEN 'parts[]'
      END,
      CASE WHEN value_json.extra IS NULL THEN 'extra' END,
      CASE
        WHEN NOT forall(map_values(value_json.extra), element_1 -> element_1 IS NOT NULL) THEN 'extra{}'
      END,
      CASE WHEN NOT (value_json.at IS NULL OR value_json.at.city IS NOT NULL) THEN 'at.city' END
    ))))
  END AS reason
FROM parsed
WHERE NOT (
  value_json IS NOT NULL
  AND value_json._corrupt_record IS NULL
  AND value_json.id IS NOT NULL
  AND value_json.tags IS NOT NULL
  AND forall(value_json.tags, element_1 -> element_1 IS NOT NULL)
  AND value_json.parts IS NOT NULL
  AND forall(value_json.parts, element_1 -> element_1 IS NOT NULL AND element_1.n IS NOT NULL)
  AND value_json.extra IS NOT NULL
  AND forall(map_values(value_json.extra), element_1 -> element_1 IS NOT NULL)
  AND (value_json.at IS NULL OR value_json.at.city IS NOT NULL)
)

-- Spark
-- the same

-- DuckDB
WITH "parsed" AS MATERIALIZED (
  SELECT "id", "value", from_json("value") AS "value_json"
  FROM "messages"
)
SELECT
  "id",
  "value",
  CASE
    WHEN "value" IS NULL THEN 'no message'
    WHEN NOT ("value_json" IS NOT NULL AND "value_json"."_corrupt_record" IS NULL) THEN 'not JSON of the declared types'
    ELSE 'missing: ' || array_to_string(list_filter([CASE WHEN "value_json"."id" IS NULL THEN 'id' END, CASE WHEN "value_json"."tags" IS NULL THEN 'tags' END, CASE
      WHEN NOT len(list_filter("value_json"."tags", lambda "element": NOT "element" IS NOT NULL)) = 0 THEN 'tags[]'
    END, CASE WHEN "value_json"."parts" IS NULL THEN 'parts' END, CASE
      WHEN NOT len(list_filter("value_json"."parts", lambda "element": NOT ("element" IS NOT NULL AND "element"."n" IS NOT NULL))) = 0 THEN 'parts[]'
    END, CASE WHEN "value_json"."extra" IS NULL THEN 'extra' END, CASE
      WHEN NOT len(list_filter(map_values("value_json"."extra"), lambda "element": NOT "element" IS NOT NULL)) = 0 THEN 'extra{}'
    END, CASE WHEN NOT ("value_json"."at" IS NULL OR "value_json"."at"."city" IS NOT NULL) THEN 'at.city' END], lambda "element": "element" IS NOT NULL), ', ')
  END AS "reason"
FROM "parsed"
WHERE NOT (
  "value_json" IS NOT NULL
  AND "value_json"."_corrupt_record" IS NULL
  AND "value_json"."id" IS NOT NULL
  AND "value_json"."tags" IS NOT NULL
  AND len(list_filter("value_json"."tags", lambda "element": NOT "element" IS NOT NULL)) = 0
  AND "value_json"."parts" IS NOT NULL
  AND len(list_filter("value_json"."parts", lambda "element": NOT ("element" IS NOT NULL AND "element"."n" IS NOT NULL))) = 0
  AND "value_json"."extra" IS NOT NULL
  AND len(list_filter(map_values("value_json"."extra"), lambda "element": NOT "element" IS NOT NULL)) = 0
  AND ("value_json"."at" IS NULL OR "value_json"."at"."city" IS NOT NULL)
)
