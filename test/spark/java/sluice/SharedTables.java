package sluice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.InMemoryRowLevelOperationTableCatalog;
import org.apache.spark.sql.connector.catalog.Table;
import scala.collection.immutable.List;

/**
 * A catalog that AUTO CDC can merge into: the one of Spark's own tests, in memory. Spark makes a catalog for each session, and a pipeline
 * runs in sessions of its own, so what it holds is held once for all of them.
 */
public class SharedTables extends InMemoryRowLevelOperationTableCatalog {
  private static final Map<Identifier, Table> TABLES = new ConcurrentHashMap<>();
  private static final Map<List<String>, scala.collection.immutable.Map<String, String>> NAMESPACES = new ConcurrentHashMap<>();

  @Override
  public Map<Identifier, Table> tables() {
    return TABLES;
  }

  @Override
  public Map<List<String>, scala.collection.immutable.Map<String, String>> namespaces() {
    return NAMESPACES;
  }
}
