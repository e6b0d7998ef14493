// Asks for a URL a line with net/http.
package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"time"
)

func main() {
	client := &http.Client{Timeout: 5 * time.Second}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		// Every answer is a refusal; what counts is who gave it.
		if answer, err := client.Get(lines.Text()); err == nil {
			answer.Body.Close()
		}
		fmt.Println("asked")
	}
}
