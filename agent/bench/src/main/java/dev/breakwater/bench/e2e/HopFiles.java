package dev.breakwater.bench.e2e;

import java.nio.file.Path;

/** The proxies' configurations: one worker, kept connections, a second try after a failure, no access log. */
final class HopFiles {
    /** Portkey is given no host and would listen on every interface. */
    static final String LOOPBACK_ONLY = """
            const net = require('net');
            const listen = net.Server.prototype.listen;
            net.Server.prototype.listen = function (...args) {
              if (typeof args[0] === 'number' || typeof args[0] === 'string') {
                const rest = args.slice(1).filter((a) => typeof a === 'function');
                return listen.call(this, { port: Number(args[0]), host: '127.0.0.1' }, ...rest);
              }
              if (args[0] && typeof args[0] === 'object' && 'port' in args[0]) {
                args[0] = { ...args[0], host: '127.0.0.1' };
              }
              return listen.apply(this, args);
            };
            """;

    private HopFiles() {}

    static String haproxy(int port, int provider) {
        return """
                global
                  nbthread 1
                  maxconn 512
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                  retries 2
                  retry-on conn-failure empty-response response-timeout 500 502 503 504
                  option redispatch 1
                  http-reuse always
                frontend in
                  bind 127.0.0.1:%d
                  default_backend out
                backend out
                  server one 127.0.0.1:%d
                  server two 127.0.0.1:%d
                """.formatted(port, provider, provider);
    }

    static String nginx(Path directory, int port, int provider) {
        return """
                daemon off;
                master_process off;
                worker_processes 1;
                pid %1$s/pid;
                error_log %1$s/error.log error;
                events { worker_connections 512; }
                http {
                  access_log off;
                  keepalive_requests 1000000;
                  client_max_body_size 32m;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  upstream provider {
                    server 127.0.0.1:%3$d;
                    server 127.0.0.1:%3$d;
                    keepalive 32;
                    keepalive_requests 1000000;
                  }
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://provider;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_buffering off;
                      proxy_next_upstream error timeout http_500 http_502 http_503 http_504 http_429 non_idempotent;
                      proxy_next_upstream_tries 3;
                    }
                  }
                }
                """.formatted(directory, port, provider);
    }

    static String portkeyHeader(int provider) {
        String target = "{\"provider\":\"openai\",\"api_key\":\"sk-bench\",\"custom_host\":\"http://127.0.0.1:"
                + provider + "/v1\"}";
        return "x-portkey-config: {\"retry\":{\"attempts\":2,\"use_retry_after_header\":true},\"strategy\":{\"mode\":"
                + "\"fallback\",\"on_status_codes\":[429,500,502,503,504]},\"targets\":[" + target + "," + target
                + "]}";
    }
}
