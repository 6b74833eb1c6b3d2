import { adminRights } from "@/app/admin-rights";
import { NavLinks } from "@/components/layout/nav-links";

/** The administration's sections in a row, for phones. */
export async function AdminStrip() {
  const rights = await adminRights();
  if (!rights) return null;
  return (
    <nav aria-label="Administration" className="overflow-x-auto px-3 pb-1.5 scrollbar-none sm:px-6 lg:hidden">
      <NavLinks section="admin" shape="strip" rights={rights} />
    </nav>
  );
}
