# Preflight's image: /opt/preflight, on a base with the GNU C library.
#
#   docker build -t preflight .
#
# A job takes it with one line, and its own base stays what it is:
#
#   COPY --from=preflight /opt/preflight /opt/preflight
#
# The runtime is linked and the cache of classes trained by the machine's own JVM, so each
# architecture is built on itself. amd64 is built and run by the tests (ImageTest). Nothing here is
# particular to it; of arm64, the launcher was cross-compiled and run under an emulator (it hands
# over, blocks, and ends by a signal), the image was not built.

# A JDK 25 that can link itself (JEP 493), and Maven.
ARG BUILD_IMAGE=maven:3-eclipse-temurin-25
# Any system with the GNU C library: it is all that the runtime asks for.
ARG BASE_IMAGE=debian:12-slim

FROM ${BUILD_IMAGE} AS build
# The launcher needs a C compiler and a static C library.
RUN command -v gcc >/dev/null || { apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev; }
WORKDIR /src
COPY . .
ARG MAVEN_OPTIONS=
# `agent` leaves Google's libraries out, 9 MiB of jars: an --upload then ends in a note, and `diagnose
# --execution` names the command of gcloud's that fetches the log.
ARG MODULE=google
# What the compiler would find is found by ./check.
RUN mvn -B -ntp -q ${MAVEN_OPTIONS} -pl ${MODULE} -am -Dmaven.test.skip=true -Dmaven.javadoc.skip=true \
    -Dspotless.apply.skip=true -Dpreflight.errorprone=-Xlint:none package && \
    launcher/install /opt/preflight

FROM ${BASE_IMAGE}
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Preflight" \
      org.opencontainers.image.description="Probes what a Cloud Run job needs, before it starts" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/preflight /opt/preflight
# Any user will do, and the file system may be read-only.
USER 65532:65532
ENTRYPOINT ["/opt/preflight/bin/preflight"]

