// A third-party script, once, as a promise.
const loading = new Map();

export function loadScript(src) {
  if (!loading.has(src)) {
    loading.set(
      src,
      new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
        document.head.append(script);
      }),
    );
  }
  return loading.get(src);
}
