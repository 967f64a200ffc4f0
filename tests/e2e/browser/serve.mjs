// A web server for one directory on a free port of loopback, as plain as the ones that sites are put on.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const types = {
  ".atom": "application/atom+xml",
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

function fileOf(root, url) {
  const wanted = decodeURIComponent(new URL(url, "http://localhost").pathname);
  const file = path.join(root, path.normalize(wanted));
  return wanted.endsWith("/") ? path.join(file, "index.html") : file;
}

// Resolves to { origin, close() }.
export function serve(root) {
  const server = http.createServer((request, response) => {
    const file = fileOf(root, request.url);
    fs.readFile(file, (error, bytes) => {
      if (error) {
        // Browsers ask for it by themselves.
        response.writeHead(path.basename(file) === "favicon.ico" ? 204 : 404).end();
        return;
      }
      response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
      response.end(bytes);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({
      origin: `http://127.0.0.1:${server.address().port}`,
      close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
    }));
  });
}
