import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const lib = (name: string) => fileURLToPath(new URL(`../../libs/${name}/src/index.ts`, import.meta.url));
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:3000';
/** Its address says which pages it may act for, and must not change: no hash, at the top. */
const worker = 'push-worker';
/** What draws curves, and what that needs alone. */
const charts =
  /[\\/](TimeChart\.tsx|@mantine[\\/]charts|recharts|victory-vendor|d3-[a-z]+|@reduxjs|redux|react-redux|reselect|immer|es-toolkit|decimal\.js-light)/;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: {
    alias: {
      '@foyer/contracts': lib('contracts'),
      '@foyer/locales': lib('locales'),
      '@foyer/client': lib('client'),
    },
  },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { main: file('index.html'), [worker]: file('push-worker/push-worker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === worker ? '[name].js' : 'assets/[name]-[hash].js'),
        // Else every icon that two pages share is a file of its own: a page was ninety requests, most of some hundred bytes.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        assetFileNames: ({ names: [name = ''] }) =>
          `assets/${name.includes('~') ? 'shared' : '[name]'}-[hash][extname]`,
        codeSplitting: {
          groups: [
            { name: 'app', tags: ['$initial'], test: (id) => !id.includes(worker) },
            {
              name: 'shared',
              // Charts are many pages' and weigh as much as all the rest: they stay what is loaded when one is drawn.
              test: (id) => !charts.test(id),
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
});
