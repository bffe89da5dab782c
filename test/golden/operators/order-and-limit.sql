-- Databricks
SELECT order_id AS id, amount
FROM orders
ORDER BY amount DESC NULLS FIRST, id
LIMIT 10 OFFSET 20

-- Spark
-- the same

-- DuckDB
SELECT *
FROM (
  SELECT "order_id" AS "id", "amount"
  FROM "orders"
) AS "ordered"
QUALIFY CASE
  WHEN count(*) OVER (PARTITION BY "amount", "id") <> count(*) OVER (PARTITION BY "id", "amount") AND ((rank() OVER (ORDER BY "amount" DESC NULLS FIRST, "id" NULLS FIRST) <= 20 AND rank() OVER (ORDER BY "amount" DESC NULLS FIRST, "id" NULLS FIRST) + count(*) OVER (PARTITION BY "amount", "id") - 1 > 20) OR (rank() OVER (ORDER BY "amount" DESC NULLS FIRST, "id" NULLS FIRST) <= 30 AND rank() OVER (ORDER BY "amount" DESC NULLS FIRST, "id" NULLS FIRST) + count(*) OVER (PARTITION BY "amount", "id") - 1 > 30)) THEN error('[EMULATOR_REFUSES] the order leaves open which rows are within the limit: add a key that tells them apart SQLSTATE: 0A000')
  ELSE row_number() OVER (ORDER BY "amount" DESC NULLS FIRST, "id" NULLS FIRST) BETWEEN 21 AND 30
END
ORDER BY "amount" DESC NULLS FIRST, "id" NULLS FIRST
