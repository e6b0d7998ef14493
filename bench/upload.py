"""Homes beside the installation's own, from which verdicts are uploaded, or cannot be."""

import subprocess


def homes(folder, jdk):
    """One whose installation lacks Google's libraries, and one whose uploads trust the bench's root."""
    lean, uploading = folder / "lean", folder / "uploading"
    arguments = (folder / "home/jvm.args").read_text()
    lean.mkdir()
    lines = [f'"-Dpreflight.home={lean}"' if line.startswith('"-Dpreflight.home=') else line
             for line in arguments.splitlines()]
    (lean / "jvm.args").write_text("\n".join(lines) + "\n")
    uploading.mkdir()
    store = uploading / "trust.jks"
    subprocess.run([jdk / "bin/keytool", "-importcert", "-noprompt", "-storetype", "JKS", "-storepass", "changeit",
                    "-alias", "root", "-file", folder / "root.pem", "-keystore", store],
                   check=True, stderr=subprocess.DEVNULL)
    (uploading / "jvm.args").write_text(arguments + f'"-Djavax.net.ssl.trustStore={store}"\n')
    return lean, uploading
