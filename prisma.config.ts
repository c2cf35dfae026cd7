// Prisma's command line wants a schema engine binary that it would download; only `generate` is used here,
// which needs none. Naming an existing executable spares every user the download (docs/decisions/0003).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
import { defineConfig } from 'prisma/config';

export default defineConfig({ schema: 'prisma/schema' });
