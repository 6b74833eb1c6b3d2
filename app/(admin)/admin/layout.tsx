import { type ReactNode, Suspense } from "react";
import { Frame } from "@/app/frame";
import { PageSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { AdminStrip } from "./admin-strip";

/** The area's frame. Pages ask for their own permission too: a layout is not rendered again on every navigation. */
export default function AdminLayout({ children }: LayoutProps<"/admin">) {
  return (
    <Frame
      strip={
        <Suspense fallback={<div className="h-12.5 lg:hidden" />}>
          <AdminStrip />
        </Suspense>
      }
    >
      <Suspense fallback={<PageSkeleton />}>
        <Gate>{children}</Gate>
      </Suspense>
    </Frame>
  );
}

async function Gate({ children }: { children: ReactNode }) {
  await requirePermission("openAdmin");
  return children;
}
