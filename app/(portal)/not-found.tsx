import { NotFound } from "@/components/layout/dead-ends";

export default function NotFoundPage() {
  return <NotFound />;
}
