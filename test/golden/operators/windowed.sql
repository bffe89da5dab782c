-- Databricks
SELECT
  window.start AS window_start,
  window.end AS window_end,
  customer,
  count(*) AS n
FROM STREAM(order_stream) WATERMARK placed_at DELAY OF INTERVAL 10 MINUTES
GROUP BY window(placed_at, '5 minutes'), customer

-- Spark
-- the same

-- DuckDB
refused: window_start: windows are computed by the steps of a flow, not by one query
