# Members of sets and of packages that the facts do not list.
{ pkgs, lib, ... }:
{
  environment.systemPackages = [
    pkgs.gcc.cc.lib
    pkgs.xfce.thunar
    pkgs.mate.caja
    pkgs.texlive.combined.scheme-small
    pkgs.postgresql.pkgs.pgvector
    pkgs.php.extensions.redis
    pkgs.lua5_4.pkgs.lpeg
    pkgs.beam.packages.erlang_27.elixir
    pkgs.androidenv.androidPkgs.platform-tools
    pkgs.haskell.compiler.ghc910
    pkgs.lixPackageSets.stable.lix
    pkgs.terraform-providers.aws
    pkgs.gnomeExtensions.appindicator
    pkgs.rPackages.ggplot2
    (builtins.getAttr "xkill" pkgs.xorg)
    (pkgs.vscode-with-extensions.override { vscode = pkgs.vscodium; })
    (pkgs.python3.withPackages (ps: [ ps.requests ps.lab ]))
  ]
  ++ (with pkgs.xfce; [ xfce4-terminal ])
  ++ builtins.attrValues { inherit (pkgs.xorg) xeyes xev; };
  programs.neovim = {
    enable = true;
    configure.packages.all.start = [
      pkgs.vimPlugins.nvim-treesitter.withAllGrammars
      (pkgs.vimPlugins.nvim-treesitter.withPlugins (p: [ p.nix p.rust ]))
    ];
  };
  nixpkgs.overlays = [
    (final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (pfinal: pprev: { lab = pfinal.buildPythonPackage { pname = "lab"; version = "1"; src = ./.; }; })
      ];
    })
  ];
}
