-- Databricks
WITH selected AS (
  SELECT id, length(value) AS size
  FROM STREAM(messages)
)
SELECT
  id,
  size,
  array_compact(array(
    CASE WHEN NOT coalesce(size < 50, FALSE) THEN 'short' END,
    CASE WHEN id IS NULL THEN 'named' END,
    CASE WHEN NOT coalesce(contains(id, 'o'), FALSE) THEN 'odd' END
  )) AS broken_rules
FROM selected
WHERE NOT (coalesce(size < 50, FALSE) AND id IS NOT NULL)

-- Spark
-- the same

-- DuckDB
WITH "selected" AS (
  SELECT "id", CAST(length("value") AS INTEGER) AS "size"
  FROM "messages"
)
SELECT
  "id",
  "size",
  list_filter([CASE WHEN NOT coalesce("size" < 50, FALSE) THEN 'short' END, CASE WHEN "id" IS NULL THEN 'named' END, CASE WHEN NOT coalesce(contains("id", 'o'), FALSE) THEN 'odd' END], lambda "element": "element" IS NOT NULL) AS "broken_rules"
FROM "selected"
WHERE NOT (coalesce("size" < 50, FALSE) AND "id" IS NOT NULL)
