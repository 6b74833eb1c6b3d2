import { Forbidden } from "@/components/layout/dead-ends";

export default function ForbiddenPage() {
  return <Forbidden />;
}
