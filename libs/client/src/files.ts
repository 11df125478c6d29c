/** The share of a file that has left, from 0 to 1. */
export type Progress = (share: number) => void;

/** `fetch` for uploads that somebody waits for: browsers tell how far one is through XMLHttpRequest alone. */
export function sendWatched(url: string, init: RequestInit, onProgress: Progress): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open(init.method ?? 'GET', url);
    request.withCredentials = true;
    request.responseType = 'blob';
    new Headers(init.headers).forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total);
    };
    request.onload = () => resolve(responseOf(request));
    request.onerror = () => reject(new TypeError('The request did not reach the server'));
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    request.onloadend = () => init.signal?.removeEventListener('abort', abort);
    init.signal?.addEventListener('abort', abort);
    request.send(init.body instanceof Blob ? init.body : null);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const { status } = request;
  const body: unknown = request.response;
  return new Response(body instanceof Blob && ![204, 205, 304].includes(status) ? body : null, {
    status,
    headers,
  });
}

/** The name that a server gives to a file that it sends. */
export function nameOf(headers: Headers): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(headers.get('content-disposition') ?? '')?.[1];
  try {
    return encoded ? decodeURIComponent(encoded) : 'file';
  } catch {
    return 'file';
  }
}
