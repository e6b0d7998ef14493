package preflight.route;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings and URLs over which our table is held against a real tool. */
final class OracleMatrix {

  /** A name that no row lets a resolver see: tools that would ask one are given its address. */
  static final String NAME = "api.corp.test";

  /** A container's proxy variables, and a URL asked in it. */
  record Row(Map<String, String> environment, URI url) {}

  private static final List<String> VARIABLES =
      List.of(
          "http_proxy",
          "HTTP_PROXY",
          "https_proxy",
          "HTTPS_PROXY",
          "all_proxy",
          "ALL_PROXY",
          "GIT_CONFIG_VALUE_0");

  /** One for each variable, and the origin. */
  static final int LISTENERS = VARIABLES.size() + 1;

  /** Besides {@code =}, a value {@code #} stands for the variable's own listener. */
  private static final List<String> PROXIES =
      List.of(
          "",
          "http_proxy=#",
          "HTTP_PROXY=#",
          "https_proxy=#",
          "HTTPS_PROXY=#",
          "all_proxy=#",
          "ALL_PROXY=#",
          "http_proxy=# HTTP_PROXY=#",
          "https_proxy=# HTTPS_PROXY=#",
          "all_proxy=# ALL_PROXY=#",
          "http_proxy= HTTP_PROXY=#",
          "http_proxy=# HTTP_PROXY=",
          "https_proxy= HTTPS_PROXY=#",
          "https_proxy=# HTTPS_PROXY=",
          "http_proxy= https_proxy= all_proxy=#",
          "HTTP_PROXY= HTTPS_PROXY= ALL_PROXY=#",
          "all_proxy= ALL_PROXY=#",
          "http_proxy=# https_proxy=# all_proxy=#",
          "HTTP_PROXY=# HTTPS_PROXY=# ALL_PROXY=#",
          "http_proxy=# HTTP_PROXY=# https_proxy=# HTTPS_PROXY=# all_proxy=# ALL_PROXY=#",
          "HTTP_PROXY=# REQUEST_METHOD=GET",
          "http_proxy=# REQUEST_METHOD=GET",
          "HTTPS_PROXY=# REQUEST_METHOD=GET",
          "http_proxy=# GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.proxy GIT_CONFIG_VALUE_0=#",
          "http_proxy=# GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.proxy GIT_CONFIG_VALUE_0=",
          "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.proxy GIT_CONFIG_VALUE_0=# no_proxy=127.0.0.1",
          "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.https://127.0.0.1.proxy GIT_CONFIG_VALUE_0=#");

  private static final List<String> BYPASS_LISTS =
      List.of(
          "*",
          "*,x",
          "x,*",
          "127.0.0.1",
          "127.0.0.2",
          ".127.0.0.1",
          "127.0.0.1.",
          "127.0.0.1:@",
          "127.0.0.1:1",
          "127.0.0.0/8",
          "127.0.0.1/32",
          "127.0.1.0/24",
          "0.0.1",
          ".0.0.1",
          "127.*",
          "x,127.0.0.1",
          "x, 127.0.0.1",
          "x ,127.0.0.1",
          "x;127.0.0.1",
          "127.0.0.1;x",
          " 127.0.0.1",
          "127.0.0.1 ",
          ",,127.0.0.1,",
          NAME,
          "API.CORP.TEST",
          "." + NAME,
          "corp.test",
          ".corp.test",
          "*.corp.test",
          "*corp.test",
          "test",
          ".test",
          "corp",
          "xapi.corp.test",
          NAME + ":@",
          NAME + ":1",
          "x, " + NAME,
          "x;" + NAME,
          "corp.test,127.0.0.1");

  private OracleMatrix() {}

  /** Every row; the last of {@code listeners} is the origin, the others are the proxies. */
  static List<Row> rows(RecordingServers listeners) {
    int origin = listeners.port(VARIABLES.size());
    List<Row> rows = new ArrayList<>();
    for (String proxies : PROXIES) {
      for (String scheme : List.of("http", "https")) {
        rows.add(row(listeners, proxies, Map.of(), scheme + "://127.0.0.1:" + origin + "/x"));
      }
    }
    for (String list : BYPASS_LISTS) {
      String value = list.replace("@", Integer.toString(origin));
      for (Map<String, String> lists :
          List.of(
              Map.of("no_proxy", value, "NO_PROXY", "unrelated.test"),
              Map.of("no_proxy", "", "NO_PROXY", value))) {
        for (String host : List.of("127.0.0.1", NAME)) {
          rows.add(row(listeners, "http_proxy=#", lists, "http://" + host + ":" + origin + "/x"));
        }
      }
    }
    for (String name : List.of("no_proxy", "NO_PROXY")) {
      Map<String, String> list = Map.of(name, "127.0.0.1");
      rows.add(row(listeners, "http_proxy=#", list, "http://127.0.0.1:" + origin + "/x"));
      rows.add(row(listeners, "https_proxy=#", list, "https://127.0.0.1:" + origin + "/x"));
    }
    return rows;
  }

  private static Row row(
      RecordingServers listeners, String proxies, Map<String, String> lists, String url) {
    Map<String, String> environment = new LinkedHashMap<>(lists);
    for (String assignment : proxies.isEmpty() ? List.<String>of() : List.of(proxies.split(" "))) {
      String name = assignment.substring(0, assignment.indexOf('='));
      String value = assignment.substring(assignment.indexOf('=') + 1);
      environment.put(
          name,
          value.equals("#")
              ? "http://127.0.0.1:" + listeners.port(VARIABLES.indexOf(name))
              : value);
    }
    return new Row(environment, URI.create(url));
  }
}
